// Command bellhop-torture runs the real program beside a small Slack, lets
// visitors and agents talk through it while things break, and then compares what
// every side said with what every side saw.
//
//	go run ./cmd/bellhop-torture -duration 60s -seed 7
//	go run ./cmd/bellhop-torture -sockets -discord
//	go run ./cmd/bellhop-torture -database postgres://… -processes 2 -visitors 40 -agents 8
//	go run ./cmd/bellhop-torture -posts 600
//	BELLHOP_TORTURE=60s go test -v -run Torture ./cmd/bellhop-torture
//
// # A run
//
// It builds the program into a folder of its own and starts it as a child, with
// short deadlines (see settings in program.go). Visitors call the visitor API and
// keep event streams that they lose and resume; every word is sent again, under
// the same client_id, until it is acknowledged. Agents, another app's bot and a
// guest write in the small Slack. The plan of faults (plan.go) kills, stops and
// restarts the program, breaks calls to Slack before and after they are carried
// out, makes them slow or too many, deals events twice, late and in another order,
// and takes the token away; with -sockets it hears by Socket Mode, and those are cut,
// refreshed and left without a word. Then all is calm: no faults, everybody silent, until
// the outbox is empty, in bounded time. Package check judges.
//
// # The seed
//
// The same seed gives the same faults at the same times, and every visitor and
// every agent the same choices in the same order. Times jitter with the machine,
// so two runs meet in different places; a finding is reproduced by running its
// seed some more, and its folder, which is kept, holds all that was said and seen.
//
// # What it answers
//
// The table and the findings on standard output; 0 without a finding, 1 with one
// or when the run failed, 2 for wrong usage.
//
// # Limits
//
// It signals only the processes it started, by their ids. It keeps what was said
// and seen, the small Slack's messages included, and nothing else that grows: about
// 100 MB after two minutes with 20 visitors. Slack delivers again for minutes here,
// as with Delayed Events switched on; a word that it gave up on is Slack's loss and
// counted apart. With several programs on one PostgreSQL (-processes) all but one
// serve while another is killed or stopped.
package main
