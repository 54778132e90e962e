import { Image, Text } from "@mantine/core";
import classes from "./shell.module.css";

interface BrandMarkProps {
  name: string;
  logoUrl?: string | null;
  compact?: boolean;
}

/** The company's logo, or its initial in its own colour beside its name. */
export function BrandMark({ name, logoUrl, compact = false }: BrandMarkProps) {
  if (logoUrl)
    return <Image src={logoUrl} alt={name} h={32} w="auto" maw={compact ? 40 : 176} fit="contain" />;
  return (
    <div className={classes.brand}>
      <span className={classes.initial} aria-hidden>
        {name.slice(0, 1).toUpperCase()}
      </span>
      {compact ? (
        <span className={classes.hidden}>{name}</span>
      ) : (
        <Text span fw={600} truncate title={name}>
          {name}
        </Text>
      )}
    </div>
  );
}
