// Light participants: the load of benchmarks/rooms_a_node.py.
//
// They send, receive and count; nothing is encoded, decoded or played, so that a machine carries many of
// them. A line of JSON on stdin says who joins what (see order). Once everybody receives what they asked for,
// a line on stdout says how many they are; after the seconds of the order another one says what came.
// The program ends when stdin does.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"time"
)

const (
	patience = 30 * time.Second
	poll     = 20 * time.Millisecond
)

// order has a join ticket for each participant of each room. In a room Speakers speak, all are heard, and
// everybody sees Seen of the others, as a gallery that shows so many tiles asks for no more.
type order struct {
	URL      string
	Rooms    [][]string
	Speakers int
	Seen     int
	Seconds  float64
}

// outcome is per second. Sent counts a packet once for each who asked for it, and Planned says how many that
// would be if this machine kept the time.
type outcome struct {
	Joined   int     `json:"joined"`
	Planned  float64 `json:"planned"`
	Sent     float64 `json:"sent"`
	Received float64 `json:"received"`
	Loss     float64 `json:"loss"`
}

func main() {
	log.SetFlags(0)
	var asked order
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		log.Fatal(err)
	}
	all, err := join(asked)
	if err != nil {
		log.Fatal(err)
	}
	tell(outcome{Joined: len(all)})
	tell(measure(all, asked.Seconds))
	_, _ = io.Copy(io.Discard, os.Stdin)
}

// join lets in one after the other; only when a room is full do its people look around.
func join(asked order) ([]*participant, error) {
	var all []*participant
	for _, tickets := range asked.Rooms {
		var room []*participant
		for number, ticket := range tickets {
			person, err := enter(asked.URL, ticket, number < asked.Speakers)
			if err != nil {
				return nil, fmt.Errorf("participant %d of a room: %w", number, err)
			}
			room = append(room, person)
		}
		if err := lookAround(room, asked.Seen); err != nil {
			return nil, err
		}
		all = append(all, room...)
	}
	return all, nil
}

// lookAround returns when all receive what they asked for.
func lookAround(room []*participant, seen int) error {
	for own, person := range room {
		if err := person.subscribe(wanted(room, own, seen)); err != nil {
			return err
		}
	}
	for number, person := range room {
		if err := until(person.isServed); err != nil {
			return fmt.Errorf("participant %d has %d of %d: %w", number, person.begun.Load(), person.wanted, err)
		}
	}
	return nil
}

// wanted is everybody's sound, and the picture of the next ones in the circle.
func wanted(room []*participant, own, seen int) (tracks []*track) {
	for step := 1; step < len(room); step++ {
		other := room[(own+step)%len(room)]
		tracks = append(tracks, other.sound)
		if step <= seen {
			tracks = append(tracks, other.picture)
		}
	}
	return tracks
}

func measure(all []*participant, seconds float64) outcome {
	sent, received, begun := count(all)
	time.Sleep(time.Duration(seconds * float64(time.Second)))
	lastSent, lastReceived, ended := count(all)
	took := ended.Sub(begun).Seconds()
	told := outcome{
		Joined:   len(all),
		Sent:     float64(lastSent-sent) / took,
		Received: float64(lastReceived-received) / took,
	}
	for _, person := range all {
		told.Planned += person.sound.planned() + person.picture.planned()
	}
	told.Loss = 1 - told.Received/told.Sent
	return told
}

func count(all []*participant) (sent, received int64, at time.Time) {
	for _, person := range all {
		sent += person.sound.asked() + person.picture.asked()
		received += person.received.Load()
	}
	return sent, received, time.Now()
}

func tell(told outcome) {
	if err := json.NewEncoder(os.Stdout).Encode(told); err != nil {
		log.Fatal(err)
	}
}
