import { Drawer } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface SidePanelProps {
  title: string;
  /** The list's own path; its filters stay when the panel closes. */
  backTo: string;
  children: ReactNode;
}

/** One record beside its list, with an address of its own. */
export function SidePanel({ title, backTo, children }: SidePanelProps) {
  const navigate = useNavigate();
  return (
    <Drawer
      opened
      onClose={() => void navigate({ to: backTo, search: (old: object) => old })}
      position="right"
      size={480}
      title={title}
      overlayProps={{ backgroundOpacity: 0.2 }}
    >
      {children}
    </Drawer>
  );
}
