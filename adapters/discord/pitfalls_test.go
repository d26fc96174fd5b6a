package discord_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// pitfalls are what other bridges fell into that concerns Discord, by its number
// in our notes on the platforms, and what is dangerous about the gateway, with
// the tests that keep us out of it. Promises of platformtest stand under
// TestDiscordKeepsTheContract.
var pitfalls = []struct {
	no    int // 0: a hazard of the gateway
	what  string
	tests []string
}{
	{1, "redelivered events double words", []string{"TestAnEventThatComesTwiceCountsOnce"}},
	{3, "previews taken for edits", []string{"TestPreviewsAndPinsAreNoEdits", "TestDiscordKeepsTheContract"}},
	{4, "our own posts heard again", []string{"TestOurOwnPostUnderAPersonsNameIsNotHeardAgain", "TestDiscordKeepsTheContract"}},
	{5, "two bots of ours answer each other", []string{"TestAnotherWebhookCrossesNowhere"}},
	{6, "edits out of order", []string{"TestDiscordKeepsTheContract", "TestAnOlderEditAfterANewerChangesNothing"}},
	{7, "updates without a time of edit, or without an author", []string{"TestPreviewsAndPinsAreNoEdits"}},
	{8, "bulk deletions ignored", []string{"TestABulkDeletionIsOneForEachMessage", "TestWhatIsSaidAndWithdrawnOnOnePlatformFollowsOnTheOther"}},
	{9, "missed replies while down", []string{"TestWhatWasMissedIsReadInOrderPageByPageUnderTheSameNames", "TestWhatCannotBeStoredIsReadLater"}},
	{11, "mentions leak", []string{"TestWhatAnAgentWroteIsReadAsTheySawIt"}},
	{13, "names cut inside a character, forbidden words", []string{"TestANameIsOneThatDiscordTakes", "TestNoNameHoldsWhatDiscordRefuses"}},
	{14, "an edit changes the number of parts", []string{"TestDiscordKeepsTheContract", "TestALongTextTakesSeveralPosts"}},
	{15, "webhook edits in a thread without its id", []string{"TestVisitorsWordsHaveNoPreviewsAndEditsNameTheirThread"}},
	{16, "files whose links expired, pages in their place, tokens shown to others", []string{"TestDiscordKeepsTheContract", "TestAFileIsFetchedAfterItsLinkExpired", "TestOnlyDiscordsHostsAreAskedForFiles"}},
	{17, "a channel without us says nothing", []string{"TestMissingPermissionsAreNamed", "TestACheckNamesWhatIsMissing"}},
	{18, "notes reach the customer", []string{"TestAReplyQuotesWhatTheVisitorKnowsAndNoNotes", "TestNotesAndTypedWordsNeverReachTheVisitor"}},
	{20, "renames stall the queue", []string{"TestAClosedConversationsThreadIsArchived", "TestNoChangeOfStateRenamesAThread"}},
	{22, "a storm of calls with a dead token", []string{"TestOneRefusalOfTheTokenStopsEverything", "TestADeadTokenIsKnockedAtByOneOfManyThreads"}},
	{25, "presence stale after the gateway is lost", []string{"TestOnlyTheTeamsPresenceIsKept", "TestPresenceIsUnknownWithoutAGateway"}},

	{0, "a rejected resume", []string{"TestARefusedResumeBeginsAnewAndTellsOfTheGap"}},
	{0, "op 7 before or instead of HELLO and READY", []string{"TestNoBadMomentWhileOpeningHoldsUsForever"}},
	{0, "op 7 while connected", []string{"TestBeingToldToGoAwayIsObeyedAndResumed"}},
	{0, "heartbeats that nobody answers", []string{"TestADeadLinkIsNoticedByItsSilence"}},
	{0, "a restart loses what came meanwhile", []string{"TestWhatWasMissedIsReadInOrderPageByPageUnderTheSameNames"}},
	{0, "reconnecting forever on fatal codes", []string{"TestWhatOnlyARepairHelpsAgainstIsHeldWithCauseAndCure", "TestABackOffOutlivesTheProcess"}},
	{0, "using up the identifies", []string{"TestNoIdentifyIsMadeWhenFewAreLeft", "TestABackOffOutlivesTheProcess"}},
	{0, "handlers out of order", []string{"TestFiveHundredEventsComeInInOrder"}},
	{0, "writes inside READY", []string{"TestCommandsAreSetUpOnlyWhenTheyDiffer"}},
	{0, "two processes on one shard", []string{"TestTheGatewayIsHeldByOneProcessAndMovesWhenItDies"}},
}

func TestEveryPitfallHasItsTest(t *testing.T) {
	var known []string
	for _, dir := range []string{".", "../../bridge", "../../core"} {
		files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s has the tests %v, %v", dir, files, err)
		}
		for _, file := range files {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range parsed.Decls {
				if f, ok := d.(*ast.FuncDecl); ok {
					known = append(known, f.Name.Name)
				}
			}
		}
	}
	for _, p := range pitfalls {
		for _, name := range p.tests {
			if !slices.Contains(known, name) {
				t.Errorf("%d, %s: there is no test %s", p.no, p.what, name)
			}
		}
	}
}
