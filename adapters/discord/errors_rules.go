package discord

import "github.com/bellhop-chat/bellhop/core"

// The causes that are ours and no code of Discord's.
const (
	causeThread  = "thread_gone"
	causeLimit   = "ratelimited"
	causeMore    = "more_to_tell"
	causeSize    = "too_large"
	causeWords   = "blocked_words"
	causeSilence = "no_answer"
	causeDial    = "unreachable"
	causeRights  = "missing_permissions"
	causeRemoved = "removed_from_server"
	causeIntents = "gateway_intents_refused"
)

// The codes of Discord's that we act on ourselves.
const (
	unknownChannel  = 10003
	unknownGuild    = 10004
	unknownMember   = 10007
	unknownMessage  = 10008
	unknownUser     = 10013
	unknownEmoji    = 10014
	unknownWebhook  = 10015
	webhooksFull    = 30007
	tooManyMarks    = 30010
	editsOfOld      = 30046
	missingAccess   = 50001
	noPermission    = 50013
	badWebhookToken = 50027
	invalidForm     = 50035
	threadArchived  = 50083
	markBlocked     = 90001
	threadExists    = 160004
	threadLocked    = 160005
)

// The cures that several codes share.
const (
	cureToken    = "Discord refuses the bot token. Make a new one on the application's page, Bot, and set BELLHOP_DISCORD_BOT_TOKEN."
	cureThread   = "Nothing to do: the card or its thread was deleted or locked in Discord, so a new one is opened."
	cureChannel  = "The channel is gone. Set another one with BELLHOP_DISCORD_CHANNEL."
	cureAccess   = "Let the bot see the channel and read its history, in the channel's permissions."
	cureRemoved  = "The bot was removed from the server. Invite it again: bellhop invite discord prints the link."
	cureRights   = "Give the bot its permissions again in the server or the channel; bellhop check names what is missing."
	cureForm     = "Discord does not take the form of the message; please report it."
	cureStorm    = "Discord refused too many requests of this server, so it is left alone for a minute. bellhop check says what is wrong."
	cureStranger = "What answers at the Discord API address is not Discord. Check BELLHOP_DISCORD_API_URL and the proxies on the way."
)

// rule is what one code of Discord's means for a send.
type rule struct {
	how   core.How
	cause string
	cure  string
}

func held(cause, cure string) rule    { return rule{core.Held, cause, cure} }
func refuses(cause, cure string) rule { return rule{core.Refused, cause, cure} }

// rules classifies Discord's codes. What is not here is no SendError: it backs
// off and is refused in the end.
var rules = map[int]rule{
	unknownChannel:  held("unknown_channel", cureChannel),
	unknownGuild:    held(causeRemoved, cureRemoved),
	unknownMessage:  held(causeThread, cureThread),
	unknownWebhook:  held("unknown_webhook", "Nothing to do: the webhook was deleted in Discord, so another is made."),
	threadLocked:    held(causeThread, cureThread),
	badWebhookToken: held("unknown_webhook", "Nothing to do: the webhook has another token now, which is asked for."),
	missingAccess:   held("missing_access", cureAccess),
	noPermission:    held(causeRights, cureRights),

	webhooksFull: held("too_many_webhooks", "The channel has 15 webhooks, as many as Discord allows. Delete one under Integrations in the channel's settings."),
	30058:        held("too_many_webhooks_in_server", "The server has as many webhooks as Discord allows. Delete some under Integrations in its settings."),
	160006:       held("too_many_threads", "The server has as many active threads as Discord allows. Archive threads that are over."),
	40067:        held("tag_required", "The forum wants a tag on every post. Let the bot manage the channel, or make tags called Waiting, Active, Missed, Bot and Closed."),
	20022:        held("announcement_limit", "Discord limits posts in this kind of channel. Set a text or forum channel."),
	50024:        held("wrong_channel_type", "The channel can hold no threads. Set a text or forum channel with BELLHOP_DISCORD_CHANNEL."),
	50008:        held("wrong_channel_type", "The channel can hold no threads. Set a text or forum channel with BELLHOP_DISCORD_CHANNEL."),

	editsOfOld:  refuses("edits_of_old_messages", "Discord allows few edits of messages older than an hour. The next change is shown when it does."),
	invalidForm: refuses("invalid_form", cureForm),
	50006:       refuses("empty_message", "There is nothing to show."),
	40005:       refuses(causeSize, "The message is too large for Discord."),
	50045:       refuses(causeSize, "The file is too large for the server."),
	50046:       refuses("invalid_file", "Discord does not take the file."),
	20009:       refuses("explicit_content", "Discord takes the file for explicit."),
	50007:       refuses("no_direct_messages", "The person takes no messages of the bot."),
	50109:       refuses("invalid_form", cureForm),
	200000:      refuses(causeWords, "A rule of the server (AutoMod) blocks the words."),
	200001:      refuses(causeWords, "A rule of the server (AutoMod) blocks the words."),
	240000:      refuses("blocked_link", "Discord takes a link in the message for harmful."),
	220001:      refuses("invalid_form", cureForm),
	220002:      refuses("invalid_form", cureForm),
	50005:       refuses("not_ours", "The message is not ours to change."),
	20028:       {core.Retry, causeLimit, ""},
}
