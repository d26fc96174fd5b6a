// Package seal encrypts secrets at rest: AES-256-GCM under a key of the
// operator's, with the workspace as associated data, so that a sealed secret
// moved to another workspace does not open.
//
// A sealed text is "v1:<key id>:<base64 of nonce and ciphertext>". The key id
// is the start of a hash of the key and tells which key opens it: keys rotate
// by putting the new one first and keeping the old ones after it.
//
// It must not keep, print or log a secret or a key.
package seal
