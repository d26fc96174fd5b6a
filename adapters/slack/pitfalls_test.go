package slack_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"testing"
)

// pitfalls are what other bridges fell into that concerns Slack, by its number
// in our notes on the platforms, with the tests that keep us out of it. Promises
// of platformtest stand under TestSlackKeepsTheContract.
var pitfalls = []struct {
	no    int
	what  string
	tests []string
}{
	{1, "redelivered events double words", []string{"TestAnEventThatComesFourTimesCountsOnceAlsoAcrossARestart", "TestARedeliveredEventIsHarmless"}},
	{2, "handling before acknowledging", []string{"TestSlackIsAnsweredAtOnceHoweverLongAnEventTakesToRead"}},
	{3, "previews and reply counts taken for edits", []string{"TestPreviewsReplyCountsAndOurOwnUpdatesAreNoEdits"}},
	{4, "our own posts heard again", []string{"TestOurOwnPostUnderAPersonsNameIsNotHeardAgain", "TestSlackKeepsTheContract"}},
	{5, "two bots of ours answer each other", []string{"TestAnotherBotOfOursCrossesNowhere"}},
	{6, "edits out of order", []string{"TestAnOlderEditThatComesLateChangesNothing", "TestAnEditThatComesBeforeItsWordWaitsForIt", "TestAnOlderEditAfterANewerChangesNothing"}},
	{10, "broadcasts and thread roots doubled", []string{"TestAReplyShownInTheChannelTooIsSaidOnce"}},
	{11, "mentions leak", []string{"TestTokensOfMrkdwnBecomeWordsWithAndWithoutLabel", "TestMentionsCrossByDisplayName"}},
	{12, "entities decoded twice or by half", []string{"TestTokensOfMrkdwnBecomeWordsWithAndWithoutLabel"}},
	{13, "names cut inside a character", []string{"TestANameIsOneSafeLine"}},
	{14, "an edit changes the number of parts", []string{"TestSlackKeepsTheContract", "TestALongTextTakesSeveralPosts"}},
	{16, "files: old addresses, pages instead of bytes, the token sent elsewhere", []string{"TestSlackKeepsTheContract", "TestAPageInThePlaceOfAFileIsAskedForAgainAndTheOrderStays", "TestAFilesAddressIsOneOfSlacks"}},
	{17, "a channel without us says nothing", []string{"TestEveryDeathHasItsCauseAndCureAndAllIsToldInOrderAfterRepair"}},
	{18, "notes reach the customer", []string{"TestNotesStayNotesHoweverTheyAreEdited", "TestNotesAndTypedWordsNeverReachTheVisitor"}},
	{19, "replies to a deleted parent stand in the channel", []string{"TestAThreadWhoseCardWasDeletedIsOpenedAnewWithAllThatWasSaid", "TestAWordToADeletedThreadIsHeldAndLeavesNothingInTheChannel"}},
	{21, "tombstones mirrored as messages", []string{"TestATombstoneIsADeletionAndNoWord"}},
	{22, "a storm of calls with a dead token", []string{"TestADeadTokenIsKnockedAtByOneOfManyThreads"}},
	{23, "news of an old token's end kills the new one", []string{"TestAReinstallOutlivesTheNewsOfTheOldTokensEnd"}},
	{24, "strangers of shared channels answer visitors", []string{"TestAStrangerOfASharedChannelCrossesNowhere", "TestEditsAndDeletionsOfWhoMayNotCrossMeanNothing"}},
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
