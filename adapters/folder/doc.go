// Package folder keeps the bytes of files in a folder of this machine, the
// default keeper. It knows no conversation and no name: a file stands under its
// random address, in one of many subfolders.
//
// # Invariants
//
//   - A file is whole or not there: it is written beside, synced, and put in its
//     place by one rename, and so is the folder's entry.
//   - Nothing outside the folder is ever touched, whatever an address says.
//   - Files and folders are for this user alone (0600, 0700).
//
// # Lifecycle
//
// Open makes the folder and clears away what writes that broke off more than a
// day ago left. Several processes may share a folder. Nothing needs closing but
// Folder itself.
package folder
