import { Text, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { boot } from "../../shared/boot";
import { LanguageMenu } from "../../shared/ui/LanguageMenu";
import { PoweredBy } from "../../shared/ui/PoweredBy";
import classes from "./Frame.module.css";

interface FrameProps {
  title: string;
  text?: string;
  /** What can be done here: at the bottom, under the thumb. */
  actions?: ReactNode;
  problem?: string | null;
  children?: ReactNode;
}

/** One screen of the room: the company above, one thing to do, its buttons below. */
export function Frame({ title, text, actions, problem, children }: FrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is a new screen
  useEffect(() => heading.current?.focus({ preventScroll: true }), [title]);
  return (
    <div className={classes.frame}>
      <header className={classes.header}>
        <Logo />
        <LanguageMenu />
      </header>
      <main className={classes.main}>
        <Title order={1} ref={heading} tabIndex={-1} className={classes.title}>
          {title}
        </Title>
        {text && <Text className={classes.text}>{text}</Text>}
        {children}
      </main>
      {(actions || problem || boot.company?.powered_by) && (
        <footer className={classes.actions}>
          {problem && (
            <Text c="red" role="alert">
              {problem}
            </Text>
          )}
          {actions}
          <PoweredBy />
        </footer>
      )}
    </div>
  );
}

function Logo() {
  const { company } = boot;
  if (!company) return <span />;
  const { logo_url } = company.brand;
  if (logo_url) return <img className={classes.logo} src={logo_url} alt={company.name} />;
  return <span className={classes.name}>{company.name}</span>;
}
