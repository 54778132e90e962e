package main

import (
	"net"

	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v4"
)

const socketBytes = 4 << 20

// newConnection has a socket that holds what comes while others have the core: it is the server that is
// measured.
func newConnection() (*webrtc.PeerConnection, error) {
	socket, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	if err := socket.SetReadBuffer(socketBytes); err != nil {
		return nil, err
	}
	settings := webrtc.SettingEngine{}
	settings.SetICEUDPMux(webrtc.NewICEUDPMux(nil, socket))
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	return webrtc.NewAPI(webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{})
}

// settle returns when all addresses are known, so that none has to be sent after.
func settle(connection *webrtc.PeerConnection, own webrtc.SessionDescription) error {
	gathered := webrtc.GatheringCompletePromise(connection)
	if err := connection.SetLocalDescription(own); err != nil {
		return err
	}
	<-gathered
	return nil
}

// drain lets reports and requests to send again reach those who see to them.
func drain(from interface {
	Read([]byte) (int, interceptor.Attributes, error)
}) {
	buffer := make([]byte, 1500)
	for {
		if _, _, err := from.Read(buffer); err != nil {
			return
		}
	}
}

// recent knows the last packets of a track by their numbers, plus one: what was asked for again can come twice.
type recent [1024]uint32

func (r *recent) isNew(number uint16) bool {
	place := &r[int(number)%len(r)]
	known := *place
	*place = uint32(number) + 1
	return *place != known
}
