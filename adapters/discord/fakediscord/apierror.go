package fakediscord

import (
	"fmt"
	"net/http"
)

// apiError is a refusal as Discord writes it.
type apiError struct {
	status  int
	code    int
	message string
	errors  obj // where in the body, of 50035
	extra   obj
	header  http.Header
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.code, e.message) }

func (e *apiError) body() obj {
	out := obj{"code": e.code, "message": e.message}
	if len(e.errors) > 0 {
		out["errors"] = e.errors
	}
	for k, v := range e.extra {
		out[k] = v
	}
	return out
}

// refusal lists the codes that this server answers, each with its status and sentence.
func refusal(code int) (status int, message string) {
	known := map[int]struct {
		status  int
		message string
	}{
		10002: {404, "Unknown Application"}, 10003: {404, "Unknown Channel"}, 10004: {404, "Unknown Guild"}, 10007: {404, "Unknown Member"},
		10008: {404, "Unknown Message"}, 10011: {404, "Unknown Role"}, 10013: {404, "Unknown User"}, 10014: {400, "Unknown Emoji"},
		10015: {404, "Unknown Webhook"}, 10062: {404, "Unknown interaction"}, 10063: {404, "Unknown application command"},
		20012:  {403, "You are not authorized to perform this action on this application"},
		20028:  {429, "The channel you are writing has hit the write rate limit"},
		30007:  {400, "Maximum number of webhooks reached (15)"},
		30046:  {429, "Maximum number of edits to messages older than 1 hour reached. Try again later"},
		40001:  {401, "Unauthorized. Provide a valid token and try again"},
		40005:  {413, "Request entity too large"},
		40060:  {400, "Interaction has already been acknowledged."},
		40067:  {400, "A tag is required to create a forum post in this channel"},
		50001:  {403, "Missing Access"},
		50005:  {403, "Cannot edit a message authored by another user"},
		50006:  {400, "Cannot send an empty message"},
		50008:  {400, "Cannot send messages in a non-text channel"},
		50013:  {403, "Missing Permissions"},
		50016:  {400, "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete"},
		50021:  {403, "Cannot execute action on a system message"},
		50024:  {403, "Cannot execute action on this channel type"},
		50027:  {401, "Invalid Webhook Token"},
		50034:  {400, "You can only bulk delete messages that are under 14 days old."},
		50035:  {400, "Invalid Form Body"},
		50083:  {400, "Thread is archived"},
		50109:  {400, "The request body contains invalid JSON."},
		160002: {400, "Cannot reply without permission to read message history"},
		160004: {400, "A thread has already been created for this message"},
		160005: {403, "Thread is locked"},
		160006: {400, "Maximum number of active threads reached"},
		200000: {400, "Message was blocked by automatic moderation"},
		220001: {400, "Webhooks posted to forum channels must have a thread_name or thread_id"},
		220002: {400, "Webhooks posted to forum channels cannot have both a thread_name and thread_id"},
		220003: {400, "Webhooks can only create threads in forum channels"},
		240000: {400, "Message blocked by harmful links filter"},
	}
	if k, ok := known[code]; ok {
		return k.status, k.message
	}
	return 400, fmt.Sprintf("Error %d", code)
}

// refuse makes the answer for one of Discord's codes.
func refuse(code int) error {
	status, message := refusal(code)
	return &apiError{status: status, code: code, message: message}
}

func plainError(status int, message string) *apiError {
	return &apiError{status: status, message: message}
}
