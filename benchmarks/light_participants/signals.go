package main

import (
	"encoding/json"
	"sync"

	"github.com/gorilla/websocket"
	"github.com/pion/webrtc/v4"
)

// signal is the part of the media server's signalling (SignalRequest and SignalResponse in JSON) that light
// participants need; each has one field.
type signal struct {
	AddTrack       *addTrack       `json:"addTrack,omitempty"`
	TrackPublished *trackPublished `json:"trackPublished,omitempty"`
	Subscription   *subscription   `json:"subscription,omitempty"`
	Offer          *description    `json:"offer,omitempty"`
	Answer         *description    `json:"answer,omitempty"`
	Trickle        *trickle        `json:"trickle,omitempty"`
}

type addTrack struct {
	Cid  string `json:"cid"`
	Name string `json:"name"`
	Type string `json:"type"`
}

type trackPublished struct {
	Cid   string `json:"cid"`
	Track struct {
		Sid string `json:"sid"`
	} `json:"track"`
}

type subscription struct {
	TrackSids []string `json:"trackSids"`
	Subscribe bool     `json:"subscribe"`
}

type description struct {
	Type string `json:"type"`
	SDP  string `json:"sdp"`
	ID   uint32 `json:"id,omitempty"`
}

type trickle struct {
	CandidateInit string `json:"candidateInit"`
	Target        string `json:"target"`
}

func described(connection *webrtc.PeerConnection, id uint32) *description {
	own := connection.LocalDescription()
	return &description{Type: own.Type.String(), SDP: own.SDP, ID: id}
}

func (d *description) description() webrtc.SessionDescription {
	return webrtc.SessionDescription{Type: webrtc.NewSDPType(d.Type), SDP: d.SDP}
}

// signals is the socket on which the two sides arrange what flows.
type signals struct {
	socket *websocket.Conn
	lock   sync.Mutex
}

func (s *signals) say(said signal) error {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.socket.WriteJSON(said)
}

// hear passes over what is not JSON: the greeting, which is sent before the server knows what we speak.
func (s *signals) hear() (said signal, err error) {
	var kind int
	var message []byte
	for kind != websocket.TextMessage && err == nil {
		kind, message, err = s.socket.ReadMessage()
	}
	if err != nil {
		return said, err
	}
	return said, json.Unmarshal(message, &said)
}
