package bridge

import (
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/bellhop-chat/bellhop/core"
)

// numbers are the metrics of this process.
type numbers struct {
	words     *prometheus.CounterVec   // by who
	events    *prometheus.CounterVec   // by surface, result
	sends     *prometheus.CounterVec   // by surface, kind, result
	sendTime  *prometheus.HistogramVec // by surface
	limited   *prometheus.CounterVec   // by kind, by what
	paceWait  *prometheus.HistogramVec // by surface
	files     *prometheus.CounterVec   // by who, result
	connected *prometheus.GaugeVec     // by connection: 1 or 0
}

func newNumbers(reg prometheus.Registerer) *numbers {
	counter := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: "bellhop", Name: name, Help: help}, labels)
	}
	n := &numbers{
		words:  counter("words_total", "Words said, by who said them.", "who"),
		events: counter("events_total", "Platform events, by surface and what became of them.", "surface", "result"),
		sends:  counter("sends_total", "Sends to platforms, by surface, kind and how they ended.", "surface", "kind", "result"),
		files:  counter("files_total", "Files, by who sent them and what became of them.", "who", "result"),
		sendTime: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "bellhop", Name: "send_seconds",
			Help: "How long platforms took for a send.", Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5}}, []string{"surface"}),
		limited: counter("rings_limited_total", "Asks for a person, and leads of such, over a limit: by kind and by what is limited.", "kind", "by"),
		paceWait: prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: "bellhop", Name: "pace_wait_seconds",
			Help: "How long sends waited for their turn, by our own pace or the platform's.", Buckets: []float64{0, .1, .5, 1, 2, 5, 10, 30, 60}}, []string{"surface"}),
		connected: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: "bellhop", Name: "connection_up",
			Help: "Whether the platform knew our token when last asked."}, []string{"connection"}),
	}
	if reg != nil {
		reg.MustRegister(n.words, n.events, n.sends, n.sendTime, n.paceWait, n.limited, n.files, n.connected)
	}
	return n
}

func (n *numbers) sent(s core.Surface, k core.EffectKind, err error, took time.Duration) {
	result := "done"
	var se *core.SendError
	if errors.As(err, &se) {
		result = string(se.How)
	} else if err != nil {
		result = "failed"
	}
	n.sends.WithLabelValues(string(s), string(k), result).Inc()
	n.sendTime.WithLabelValues(string(s)).Observe(took.Seconds())
}
