// Every sentence the widget says; the bundle writes each where it is said. A translation is another file like this.

export const enum Words {
  chat = "Chat",
  open = "Open chat",
  close = "Close chat",
  menu = "More",
  greeting = "Hello! Ask us anything. A bot answers first, and a person is one step away.",

  looking = "Looking for someone…",
  rung = "We’ve asked the team",
  here = "is here with you",
  someone = "Someone from the team is here",
  offline = "Offline. Your words wait here.",
  refused = "This chat is not available here.",

  label = "Your message",
  write = "Write a message…",
  again = "Write to start again…",
  send = "Send",
  person = "Talk to a person",
  newest = "New messages",
  log = "Conversation",

  sending = "Sending…",
  waiting = "Waiting for connection",
  failed = "Not sent: ",
  retry = "Try again",
  discard = "Discard",
  edited = "edited",
  change = "Change this message",
  edit = "Edit",
  editing = "Editing your message",
  cancel = "Cancel",
  delete = "Delete",
  deleteAsk = "Delete this message?",
  deleted = "This message was deleted",
  missing = "not available",
  attach = "Add files",
  noFiles = "Files cannot be sent here.",
  tooMany = "At most 10 files.",
  tooLarge = "Too large, at most ",
  lost = "Not sent: remove it and add it again.",
  remove = "Remove ",
  most = " / 8,000",
  typing = " is typing",
  theBot = "The bot",
  you = "You: ",
  team = "Team",

  end = "End conversation",
  endAsk = "End this conversation?",
  endYes = "End it",
  hiccup = "That failed. Please try again.",

  details = "How can we reach you?",
  detailsWhy = "Leave what you like. You can keep writing here.",
  detailsOpen = "Leave your details",
  detailsSend = "Leave details",
  detailsEmpty = "Please fill in at least one.",
  later = "Not now",
  thanks = "Thank you.",
  reachYou = " We will reach you at ",

  today = "Today",
}

export const states = {
  bot: "A bot answers first",
  missed: "Nobody could answer yet",
  closed: "This conversation has ended",
};

export const fields = { name: "Name", email: "E-mail", phone: "Phone", note: "Anything we should know" };

export const unread = (n: number) => (n === 1 ? "1 new message" : n + " new messages");
