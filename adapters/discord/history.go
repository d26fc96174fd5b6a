package discord

import (
	"fmt"
	"slices"

	"github.com/bellhop-chat/bellhop/core"
)

const beforeWords = "📜 **What was said before**"

// historyPosts tell a new thread what was said before, in two posts at most:
// the newest turns whole, and how many came earlier.
func historyPosts(d core.Delivery) []post {
	turns := turnsOf(d)
	if len(turns) == 0 {
		return []post{{content: small("The visitor has not written anything yet.")}}
	}
	packs, left := newest(turns, 2)
	posts := make([]post, len(packs))
	for i, p := range packs {
		posts[i] = post{content: small("…"), embeds: []embed{p.embed()}}
	}
	posts[0].content = beforeWords
	if left > 0 {
		posts[0].content += "\n" + earlier(left)
		posts[0].rows = rowsOf([]button{buttonOf(core.ActShowAll, "Show all", "", "", usual)})
	}
	return posts
}

func earlier(n int) string { return fmt.Sprintf("+ %d earlier", n) }

// allPosts tell the whole conversation in as many posts as it takes.
func allPosts(d core.Delivery) []post {
	posts := packed(turnsOf(d))
	if len(posts) > 0 {
		posts[0].content = beforeWords
	}
	return posts
}

// packed puts turns into as few posts as they fit in, in order.
func packed(turns []turn) []post {
	var packs []*pack
	p := &pack{}
	for _, whole := range turns {
		for _, t := range whole.split() {
			if !p.fits(t) && len(p.turns) > 0 {
				packs = append(packs, p)
				p = &pack{}
			}
			p.add(t)
		}
	}
	if len(p.turns) > 0 {
		packs = append(packs, p)
	}
	posts := make([]post, len(packs))
	for i, p := range packs {
		posts[i] = post{content: small("…"), embeds: []embed{p.embed()}}
	}
	return posts
}

func turnsOf(d core.Delivery) []turn {
	var turns []turn
	for _, e := range d.Entries {
		if t := turnOf(e, d); len(t.fields) > 0 {
			turns = append(turns, t)
		}
	}
	return turns
}

// newest packs the newest turns into at most n posts, oldest first, and tells
// how many turns are left. A newest turn that is too long for one post is
// shown as far as it goes and counts as left.
func newest(turns []turn, n int) (packs []*pack, left int) {
	i := len(turns) - 1
	for ; n > 0 && i >= 0; n-- {
		p := &pack{}
		for ; i >= 0 && p.fits(turns[i]); i-- {
			p.add(turns[i])
		}
		if len(p.turns) == 0 {
			if len(packs) > 0 {
				break
			}
			p.add(turns[i].split()[0])
			packs = append(packs, p)
			break
		}
		slices.Reverse(p.turns)
		packs = append(packs, p)
	}
	slices.Reverse(packs)
	return packs, i + 1
}
