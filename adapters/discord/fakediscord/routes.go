package fakediscord

// How requests are counted.
const (
	other = iota
	byMessages
	byEdits
	byWebhook
	free
)

// route is what can be called. Those that are open want no bot token. run is called with s.mu held and returns the answer, nil for 204.
type route struct {
	method, path string
	run          func(s *Server, c *call) (any, error)
	bucket       int
	open         bool
}

// routes lists what can be called, by the paths of Discord's own description.
func routes() []route {
	bot := func(method, path string, run func(*Server, *call) (any, error)) route {
		return route{method: method, path: path, run: run}
	}
	counted := func(bucket int, r route) route { r.bucket = bucket; return r }
	open := func(bucket int, r route) route { r.bucket, r.open = bucket, true; return r }
	const (
		channel, message = "/channels/{channel_id}", "/channels/{channel_id}/messages/{message_id}"
		guild, app       = "/guilds/{guild_id}", "/applications/{application_id}"
		commands, ours   = app + "/commands", app + "/guilds/{guild_id}/commands"
		hook, secret     = "/webhooks/{webhook_id}", "/webhooks/{webhook_id}/{webhook_token}"
		said, original   = secret + "/messages/{message_id}", secret + "/messages/@original"
		reaction         = message + "/reactions/{emoji_name}/@me"
	)
	return []route{
		open(free, bot("GET", "/gateway", (*Server).getGateway)),
		bot("GET", "/gateway/bot", (*Server).getGatewayBot),
		bot("GET", "/users/@me", (*Server).getMe),
		bot("GET", "/applications/@me", (*Server).getApplication),
		bot("GET", "/oauth2/applications/@me", (*Server).getApplication), // the one that discordgo asks
		bot("GET", guild, (*Server).getGuild),
		bot("GET", guild+"/channels", (*Server).getGuildChannels),
		bot("GET", guild+"/roles", (*Server).getRoles),
		bot("GET", guild+"/members", (*Server).getMembers),
		bot("GET", guild+"/members/{user_id}", (*Server).getMember),
		bot("GET", guild+"/threads/active", (*Server).getActiveThreads),
		bot("GET", channel, (*Server).getChannel),
		bot("PATCH", channel, (*Server).patchChannel),
		bot("DELETE", channel, (*Server).deleteChannel),
		bot("GET", channel+"/messages", (*Server).getMessages),
		counted(byMessages, bot("POST", channel+"/messages", (*Server).postMessage)),
		bot("POST", channel+"/messages/bulk-delete", (*Server).bulkDelete),
		bot("GET", message, (*Server).getMessage),
		counted(byEdits, bot("PATCH", message, (*Server).patchMessage)),
		bot("DELETE", message, (*Server).deleteMessage),
		bot("PUT", reaction, (*Server).putReaction),
		bot("DELETE", reaction, (*Server).deleteReaction),
		bot("POST", channel+"/typing", (*Server).postTyping),
		bot("POST", message+"/threads", (*Server).startThreadAt),
		bot("POST", channel+"/threads", (*Server).startThread),
		bot("GET", channel+"/thread-members", (*Server).getThreadMembers),
		bot("PUT", channel+"/thread-members/@me", (*Server).joinThread),
		bot("PUT", channel+"/thread-members/{user_id}", (*Server).putThreadMember),
		bot("GET", channel+"/thread-members/{user_id}", (*Server).getThreadMember),
		bot("GET", channel+"/threads/archived/public", (*Server).getArchivedThreads),
		bot("GET", channel+"/webhooks", (*Server).getChannelWebhooks),
		bot("POST", channel+"/webhooks", (*Server).postWebhook),
		bot("GET", hook, (*Server).getWebhook),
		bot("PATCH", hook, (*Server).patchWebhook),
		bot("DELETE", hook, (*Server).deleteWebhook),
		open(other, bot("GET", secret, (*Server).getWebhookByToken)),
		open(other, bot("DELETE", secret, (*Server).deleteWebhookByToken)),
		open(byWebhook, bot("POST", secret, (*Server).execute)),
		open(other, bot("GET", original, (*Server).getOriginal)),
		open(other, bot("PATCH", original, (*Server).patchOriginal)),
		open(other, bot("DELETE", original, (*Server).deleteOriginal)),
		open(other, bot("GET", said, (*Server).getSaid)),
		open(other, bot("PATCH", said, (*Server).patchSaid)),
		open(other, bot("DELETE", said, (*Server).deleteSaid)),
		open(free, bot("POST", "/interactions/{interaction_id}/{interaction_token}/callback", (*Server).postCallback)),
		bot("GET", commands, (*Server).getCommands),
		bot("PUT", commands, (*Server).putCommands),
		bot("POST", commands, (*Server).postCommand),
		bot("DELETE", commands+"/{command_id}", (*Server).deleteCommand),
		bot("GET", ours, (*Server).getCommands),
		bot("PUT", ours, (*Server).putCommands),
		bot("POST", ours, (*Server).postCommand),
		bot("DELETE", ours+"/{command_id}", (*Server).deleteCommand),
	}
}

// Routes names what can be called, each as in "GET /channels/{channel_id}".
func Routes() []string {
	var out []string
	for _, rt := range routes() {
		out = append(out, rt.method+" "+rt.path)
	}
	return out
}
