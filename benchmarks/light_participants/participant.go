package main

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
	"github.com/pion/webrtc/v4"
)

// An older version of the media server's protocol, in which nothing that matters is said before we speak:
// it answers in JSON only who has spoken JSON.
const rtcPath = "/rtc?protocol=2&auto_subscribe=false"

var errLate = errors.New("the media server did not answer in time")

// participant has a connection for what it sends and one for what it receives, as browsers have.
type participant struct {
	*signals
	up, down       *webrtc.PeerConnection
	sound, picture *track
	// Own tracks that the server has named; others' tracks that were asked for, and that have begun to come.
	named    atomic.Int64
	wanted   int64
	begun    atomic.Int64
	received atomic.Int64
}

func enter(url, ticket string, speaks bool) (*participant, error) {
	header := http.Header{"Authorization": {"Bearer " + ticket}}
	socket, _, err := websocket.DefaultDialer.Dial(url+rtcPath, header)
	if err != nil {
		return nil, err
	}
	person := &participant{signals: &signals{socket: socket}}
	if err := person.prepare(speaks); err != nil {
		return nil, err
	}
	if err := person.announce(); err != nil {
		return nil, err
	}
	go person.listen()
	return person, person.publish()
}

func (p *participant) prepare(speaks bool) error {
	var errs [4]error
	p.up, errs[0] = newConnection()
	p.down, errs[1] = newConnection()
	p.sound, errs[2] = newSound(speaks)
	p.picture, errs[3] = newPicture()
	if err := errors.Join(errs[:]...); err != nil {
		return err
	}
	p.down.OnTrack(p.receive)
	return nil
}

func (p *participant) own() []*track {
	return []*track{p.sound, p.picture}
}

func (p *participant) announce() error {
	for _, each := range p.own() {
		sender, err := p.up.AddTrack(each.local)
		if err != nil {
			return err
		}
		go drain(sender)
		added := &addTrack{Cid: each.kind, Name: each.kind, Type: each.kind}
		if err := p.say(signal{AddTrack: added}); err != nil {
			return err
		}
	}
	return nil
}

// publish offers what is sent once the server has given it a name, and returns when it flows.
func (p *participant) publish() error {
	if err := until(p.isNamed); err != nil {
		return err
	}
	offer, err := p.up.CreateOffer(nil)
	if err != nil {
		return err
	}
	if err := settle(p.up, offer); err != nil {
		return err
	}
	if err := p.say(signal{Offer: described(p.up, 0)}); err != nil {
		return err
	}
	if err := until(p.isConnected); err != nil {
		return err
	}
	for _, each := range p.own() {
		go each.play()
	}
	return nil
}

func (p *participant) isNamed() bool {
	return p.named.Load() == int64(len(p.own()))
}

func (p *participant) isConnected() bool {
	return p.up.ConnectionState() == webrtc.PeerConnectionStateConnected
}

func (p *participant) subscribe(wanted []*track) error {
	sids := make([]string, len(wanted))
	for index, each := range wanted {
		sids[index] = each.sid
		each.listeners++
	}
	p.wanted = int64(len(wanted))
	return p.say(signal{Subscription: &subscription{TrackSids: sids, Subscribe: true}})
}

// isServed says whether a packet of each of the tracks has come.
func (p *participant) isServed() bool {
	return p.begun.Load() >= p.wanted
}

func (p *participant) receive(remote *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
	go drain(receiver)
	p.begun.Add(1)
	var known recent
	for {
		packet, _, err := remote.ReadRTP()
		if err != nil {
			return
		}
		// The server tries out bandwidth with packets of nothing.
		if len(packet.Payload) > 0 && known.isNew(packet.SequenceNumber) {
			p.received.Add(1)
		}
	}
}

// listen does what the server says until it hangs up.
func (p *participant) listen() {
	for {
		said, err := p.hear()
		if err == nil {
			err = p.heed(said)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
}

func (p *participant) heed(said signal) error {
	switch {
	case said.Answer != nil:
		return p.up.SetRemoteDescription(said.Answer.description())
	case said.Offer != nil:
		return p.answer(said.Offer)
	case said.Trickle != nil:
		return p.approach(said.Trickle)
	case said.TrackPublished != nil:
		p.name(said.TrackPublished)
	}
	return nil
}

func (p *participant) name(published *trackPublished) {
	for _, each := range p.own() {
		if each.kind == published.Cid {
			each.sid = published.Track.Sid
			p.named.Add(1)
		}
	}
}

func (p *participant) answer(offer *description) error {
	if err := p.down.SetRemoteDescription(offer.description()); err != nil {
		return err
	}
	answer, err := p.down.CreateAnswer(nil)
	if err != nil {
		return err
	}
	if err := settle(p.down, answer); err != nil {
		return err
	}
	return p.say(signal{Answer: described(p.down, offer.ID)})
}

func (p *participant) approach(trickle *trickle) error {
	var candidate webrtc.ICECandidateInit
	if err := json.Unmarshal([]byte(trickle.CandidateInit), &candidate); err != nil {
		return err
	}
	if trickle.Target == "SUBSCRIBER" {
		return p.down.AddICECandidate(candidate)
	}
	return p.up.AddICECandidate(candidate)
}

func until(done func() bool) error {
	for end := time.Now().Add(patience); !done(); time.Sleep(poll) {
		if time.Now().After(end) {
			return errLate
		}
	}
	return nil
}
