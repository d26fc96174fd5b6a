package main

import (
	"time"

	"github.com/alecthomas/kong"
)

// Settings is all that can be set, by flag or by environment.
type Settings struct {
	Listen         string        `env:"BELLHOP_LISTEN" group:"server" default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to serve on."`
	PublicURL      string        `env:"BELLHOP_PUBLIC_URL" group:"server" placeholder:"URL" help:"Address under which browsers reach this server, such as https://chat.example.com."`
	TrustedProxies []string      `env:"BELLHOP_TRUSTED_PROXIES" group:"server" placeholder:"CIDR" help:"Networks of proxies whose X-Forwarded-For is believed."`
	Database       string        `env:"BELLHOP_DATABASE" group:"server" default:"bellhop.db" placeholder:"PATH|URL" help:"A path (embedded SQLite) or a postgres:// address."`
	SecretKey      string        `env:"BELLHOP_SECRET_KEY" group:"server" placeholder:"KEY" help:"Encrypts tokens at rest: 32 characters or more. Made beside the database when absent (embedded only)."`
	Wait           time.Duration `env:"BELLHOP_WAIT" group:"server" default:"15m" help:"How long a visitor waits for a human word before the ask is missed."`
	LogLevel       string        `env:"BELLHOP_LOG_LEVEL" group:"server" default:"info" placeholder:"LEVEL" help:"How much is logged: debug, info, warn or error."`
	LogFormat      string        `env:"BELLHOP_LOG_FORMAT" group:"server" default:"text" placeholder:"FORMAT" help:"How it is logged: text or json."`

	SiteKey     string   `env:"BELLHOP_SITE_KEY" group:"site" default:"main" placeholder:"KEY" help:"Public key of the site, in the widget's tag."`
	SiteName    string   `env:"BELLHOP_SITE_NAME" group:"site" default:"Support" placeholder:"NAME" help:"Name the widget shows."`
	SiteOrigins []string `env:"BELLHOP_SITE_ORIGINS" group:"site" placeholder:"ORIGIN" help:"Origins of the pages that carry the widget, such as https://www.example.com, or * for any. Default: this server's own address and this machine."`
	SiteSecret  string   `env:"BELLHOP_SITE_SECRET" group:"site" placeholder:"SECRET" help:"Proves identities (HMAC-SHA256). Made when absent; bellhop site shows it."`
	SiteColor   string   `env:"BELLHOP_SITE_COLOR" group:"site" placeholder:"#RRGGBB" help:"Accent colour of the widget."`
	Greeting    string   `env:"BELLHOP_SITE_GREETING" group:"site" placeholder:"TEXT" help:"First line the widget shows."`

	SlackBotToken      string `env:"BELLHOP_SLACK_BOT_TOKEN" group:"slack" placeholder:"TOKEN" help:"Bot token of the Slack app (xoxb-…)."`
	SlackSigningSecret string `env:"BELLHOP_SLACK_SIGNING_SECRET" group:"slack" placeholder:"SECRET" help:"Signing secret of the Slack app."`
	SlackAppToken      string `env:"BELLHOP_SLACK_APP_TOKEN" group:"slack" placeholder:"TOKEN" help:"App token of the Slack app (xapp-…): hear by Socket Mode. No public address and no signing secret are needed then."`
	SlackChannel       string `env:"BELLHOP_SLACK_CHANNEL" group:"slack" placeholder:"ID" help:"Channel that is rung: its id (C0123456789), not its name."`
	SlackCatchUp       int    `env:"BELLHOP_SLACK_CATCH_UP" group:"slack" default:"50" placeholder:"CALLS" help:"Reads a minute for what was written while nobody heard."`
	SlackNarrow        bool   `env:"BELLHOP_SLACK_NARROW" group:"slack" help:"Slack allows the app one read a minute, as it does to apps that are sold outside its Marketplace. Found out by itself when not set."`
	SlackPosts         int    `env:"BELLHOP_SLACK_POSTS" group:"slack" default:"60" placeholder:"POSTS" help:"Posts a minute in one channel, as many as Slack allows; its other limits follow in proportion. 0 leaves the pace to Slack."`
	SlackAPIURL        string `name:"slack-api-url" env:"BELLHOP_SLACK_API_URL" group:"slack" default:"https://slack.com/api/" placeholder:"URL" help:"Address of Slack's Web API."`

	DiscordBotToken  string `env:"BELLHOP_DISCORD_BOT_TOKEN" group:"discord" placeholder:"TOKEN" help:"Bot token of the Discord application."`
	DiscordChannel   string `env:"BELLHOP_DISCORD_CHANNEL" group:"discord" placeholder:"ID" help:"Text channel or forum that is rung: its id, not its name."`
	DiscordAgentRole string `env:"BELLHOP_DISCORD_AGENT_ROLE" group:"discord" placeholder:"ID" help:"Role whose members may answer visitors. Default: who may manage messages in the channel."`
	DiscordPace      bool   `env:"BELLHOP_DISCORD_PACE" group:"discord" default:"true" negatable:"" help:"Keep to the rates that Discord is known to allow, so that words that wait share a post. Off leaves the pace to Discord's answers."`
	DiscordAPIURL    string `name:"discord-api-url" env:"BELLHOP_DISCORD_API_URL" group:"discord" default:"https://discord.com/" placeholder:"URL" help:"Address of Discord; that of its gateway comes from there."`

	VisitorFiles     bool     `env:"BELLHOP_VISITOR_FILES" group:"files" default:"true" negatable:"" help:"Visitors may send files."`
	VisitorFileTypes []string `env:"BELLHOP_VISITOR_FILE_TYPES" group:"files" default:"image/png,image/jpeg,image/gif,image/webp,image/heic,image/avif,application/pdf,text/plain,text/csv" placeholder:"TYPE" help:"Media types of visitors' files, as found in their bytes; image/* is a family."`
	VisitorFileMax   int      `env:"BELLHOP_VISITOR_FILE_MAX" group:"files" default:"10485760" placeholder:"BYTES" help:"Size of one file of a visitor."`
	AgentFileMax     int      `env:"BELLHOP_AGENT_FILE_MAX" group:"files" default:"26214400" placeholder:"BYTES" help:"Size of one file of an agent; of a larger one the visitor is told the name."`
	Files            string   `env:"BELLHOP_FILES" group:"files" placeholder:"PATH|s3://BUCKET/PREFIX" help:"Where the bytes of files are kept. Default: a folder beside the embedded database."`
	FilesDays        int      `env:"BELLHOP_FILES_DAYS" group:"files" default:"90" placeholder:"DAYS" help:"How long files are kept after their conversation was closed."`
	S3Endpoint       string   `name:"s3-endpoint" env:"BELLHOP_S3_ENDPOINT" group:"files" placeholder:"URL" help:"Address of the S3-compatible store."`
	S3Region         string   `name:"s3-region" env:"BELLHOP_S3_REGION" group:"files" default:"us-east-1" placeholder:"REGION" help:"Its region."`
	S3AccessKey      string   `name:"s3-access-key" env:"BELLHOP_S3_ACCESS_KEY" group:"files" placeholder:"KEY" help:"Its access key."`
	S3SecretKey      string   `name:"s3-secret-key" env:"BELLHOP_S3_SECRET_KEY" group:"files" placeholder:"SECRET" help:"Its secret key."`

	LimitVisitors int `env:"BELLHOP_LIMIT_VISITORS" group:"limits" default:"600" help:"New visitors a minute and address; 0 is no limit."`
	LimitMessages int `env:"BELLHOP_LIMIT_MESSAGES" group:"limits" default:"120" help:"Messages a minute and visitor; 0 is no limit."`
	LimitUploads  int `env:"BELLHOP_LIMIT_UPLOADS" group:"limits" default:"30" help:"Files a minute and visitor; 0 is no limit."`
	LimitCalls    int `env:"BELLHOP_LIMIT_CALLS" group:"limits" default:"600" help:"Other calls a minute and visitor, each kind on its own; 0 is no limit."`
	LimitAsksHour int `name:"limit-asks-hour" env:"BELLHOP_LIMIT_ASKS_HOUR" group:"limits" default:"5" help:"Asks for a person an hour and address; 0 is no limit. Over a limit nobody is rung, and the visitor is asked for details."`
	LimitAsksDay  int `name:"limit-asks-day" env:"BELLHOP_LIMIT_ASKS_DAY" group:"limits" default:"20" help:"Asks for a person a day and address; 0 is no limit."`
	LimitAsksTalk int `name:"limit-asks-conversation" env:"BELLHOP_LIMIT_ASKS_CONVERSATION" group:"limits" default:"5" help:"Asks for a person an hour and conversation; 0 is no limit."`
	LimitAsksSite int `name:"limit-asks-site" env:"BELLHOP_LIMIT_ASKS_SITE" group:"limits" default:"60" help:"Asks for a person a minute, of the whole site; 0 is no limit."`
	LimitStreams  int `env:"BELLHOP_LIMIT_STREAMS" group:"limits" default:"16" help:"Open streams per visitor; 0 is no limit."`
	LimitAddress  int `name:"limit-address-streams" env:"BELLHOP_LIMIT_ADDRESS_STREAMS" group:"limits" default:"10000" help:"Open streams per address; 0 is no limit."`
}

func groups() []kong.Group {
	return []kong.Group{
		{Key: "server", Title: "Server:"},
		{Key: "site", Title: "The site with the widget on it:"},
		{Key: "slack", Title: "Slack (bot token, channel, and signing secret or app token; or none):"},
		{Key: "discord", Title: "Discord (bot token and channel; or none):"},
		{Key: "files", Title: "Files:"},
		{Key: "limits", Title: "Limits:"},
	}
}
