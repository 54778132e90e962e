import { Container } from "@mantine/core";
import type { LocalMedia } from "../../media/local";
import { DeviceCheck } from "../DeviceCheck";

const network = {
  ping: () => fetch(location.href),
  iceServers: async () => ({ servers: [], expiresAt: null }),
};

const report = (devices: unknown) => document.body.setAttribute("data-report", JSON.stringify(devices));

export function CheckView({ local }: { local: LocalMedia }) {
  return (
    <Container size={520} py="md">
      <DeviceCheck local={local} network={network} onReport={report} />
    </Container>
  );
}
