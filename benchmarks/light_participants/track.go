package main

import (
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
	"github.com/pion/webrtc/v4"
)

const (
	mtu        = 1200
	soundClock = 48000
	videoClock = 90000

	// A voice of Opus at 32 kbit/s, in packets of 20 ms.
	voiceEvery = 20 * time.Millisecond
	voiceBytes = 80
	// Who is silent sends what Opus sends then with DTX, which the product's pages ask for.
	silenceEvery = 400 * time.Millisecond
	silenceBytes = 3
	// A tile of a gallery, 320 x 180: VP8 at 150 kbit/s, which is two packets a frame.
	frameEvery = time.Second / 15
	frameBytes = 1250
	keyEvery   = 30
)

// track is sent as it would be after an encoder, at its pace and size; its bytes mean nothing.
type track struct {
	kind  string
	local *webrtc.TrackLocalStaticRTP
	cut   rtp.Packetizer
	every time.Duration
	clock float64
	frame func(turn int) []byte

	// Of one frame.
	packets   int
	listeners int64
	sent      atomic.Int64
	// What the media server calls it.
	sid string
}

func newSound(speaks bool) (*track, error) {
	every, size := silenceEvery, silenceBytes
	if speaks {
		every, size = voiceEvery, voiceBytes
	}
	bytes := make([]byte, size)
	frame := func(int) []byte { return bytes }
	made := &track{kind: "AUDIO", every: every, clock: soundClock, frame: frame, packets: 1}
	return made, made.open(webrtc.MimeTypeOpus, &codecs.OpusPayloader{})
}

func newPicture() (*track, error) {
	packets := (frameBytes + mtu - 1) / mtu
	made := &track{kind: "VIDEO", every: frameEvery, clock: videoClock, frame: vp8Frame, packets: packets}
	return made, made.open(webrtc.MimeTypeVP8, &codecs.VP8Payloader{EnablePictureID: true})
}

// vp8Frame has the header by which the media server recognises a key frame, 320 x 180.
func vp8Frame(turn int) []byte {
	frame := make([]byte, frameBytes)
	if turn%keyEvery == 0 {
		copy(frame, []byte{0x10, 0, 0, 0x9d, 0x01, 0x2a, 320 & 0xff, 320 >> 8, 180, 0})
	} else {
		frame[0] = 0x11
	}
	return frame
}

func (t *track) open(mime string, payloader rtp.Payloader) (err error) {
	codec := webrtc.RTPCodecCapability{MimeType: mime, ClockRate: uint32(t.clock)}
	if t.kind == "AUDIO" {
		codec.Channels = 2
	}
	t.local, err = webrtc.NewTrackLocalStaticRTP(codec, t.kind, "own")
	t.cut = rtp.NewPacketizer(mtu, 0, 0, payloader, rtp.NewRandomSequencer(), uint32(t.clock))
	return err
}

// play sends for ever; what was late is caught up with.
func (t *track) play() {
	samples := uint32(t.every.Seconds() * t.clock)
	due := time.Now()
	for turn := 0; ; turn++ {
		due = due.Add(t.every)
		time.Sleep(time.Until(due))
		for _, packet := range t.cut.Packetize(t.frame(turn), samples) {
			if t.local.WriteRTP(packet) == nil {
				t.sent.Add(1)
			}
		}
	}
}

// asked counts what was sent once for each listener; what was sent before they came is in it.
func (t *track) asked() int64 {
	return t.sent.Load() * t.listeners
}

func (t *track) planned() float64 {
	return float64(t.listeners) * float64(t.packets) / t.every.Seconds()
}
