// The names that are likely in a support channel. Others are shown as :name:.
const characters = {
  "+1": "👍", thumbsup: "👍", "-1": "👎", thumbsdown: "👎", wave: "👋", tada: "🎉", smile: "😄", slightly_smiling_face: "🙂", joy: "😂", heart: "❤️",
  eyes: "👀", pray: "🙏", rocket: "🚀", fire: "🔥", white_check_mark: "✅", heavy_check_mark: "✔️", warning: "⚠️", thinking_face: "🤔", cry: "😢",
  clap: "👏", ok_hand: "👌", "100": "💯", sparkles: "✨", bug: "🐛", coffee: "☕", package: "📦", hourglass: "⌛", x: "❌", bell: "🔔", lock: "🔒",
  robot_face: "🤖", bust_in_silhouette: "👤", speech_balloon: "💬", alarm_clock: "⏰", memo: "📝", inbox_tray: "📥", no_bell: "🔕", grin: "😁",
  blush: "😊", wink: "😉", sob: "😭", raised_hands: "🙌", muscle: "💪", star: "⭐", point_up: "☝️", email: "📧", phone: "☎️", tea: "🍵", link: "🔗", zzz: "💤", no_entry_sign: "🚫", no_entry: "⛔", ok: "🆗", raised_hand: "✋",
};

export function emojiOf(name) {
  return characters[name.replace(/::skin-tone-\d$/, "")];
}

// fromCode reads the "1f44b-1f3fb" form.
export function fromCode(code) {
  return String.fromCodePoint(...code.split("-").map((c) => parseInt(c, 16)));
}

// withEmoji replaces :names: in plain words.
export function withEmoji(words) {
  return words.replace(/:([a-z0-9_+'-]+(?:::skin-tone-\d)?):/g, (whole, name) => emojiOf(name) ?? whole);
}
