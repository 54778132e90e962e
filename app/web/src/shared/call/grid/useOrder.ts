import { useEffect, useRef, useState } from "react";
import type { ParticipantId } from "../../media/session";
import type { Remote } from "../useCall";
import { arrange } from "./order";

/** The remotes in an order in which nobody hops; `inView` as in `arrange`. */
export function useOrder(remotes: readonly Remote[], inView: number): Remote[] {
  const heardAt = useRef(new Map<ParticipantId, number>());
  const [order, setOrder] = useState<readonly ParticipantId[]>([]);
  useEffect(() => {
    const speaking = new Set(remotes.filter(({ media }) => media?.speaking).map(idOf));
    for (const id of speaking) heardAt.current.set(id, performance.now());
    const speakers = { speaking, heardAt: heardAt.current };
    setOrder((before) => {
      const next = arrange(before, remotes.map(idOf), speakers, inView);
      return `${next}` === `${before}` ? before : next;
    });
  }, [remotes, inView]);
  const places = new Map(order.map((id, place) => [id, place]));
  const placeOf = (remote: Remote) => places.get(idOf(remote)) ?? order.length;
  return [...remotes].sort((one, two) => placeOf(one) - placeOf(two));
}

function idOf({ participant }: Remote): ParticipantId {
  return participant.id;
}
