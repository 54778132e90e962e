import { Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { boot } from "../../shared/boot";
import { BrandMark, LanguageMenu } from "../../shared/ui";
import { PoweredBy } from "../../shared/ui/PoweredBy";
import classes from "./access.module.css";

interface AccessLayoutProps {
  title: string;
  text?: string;
  children?: ReactNode;
}

function Welcome() {
  const { t } = useTranslation("access");
  const brand = boot.company?.brand;
  const image = brand?.login_image_url;
  return (
    <aside className={classes.welcome}>
      {image && <img src={image} alt="" className={classes.image} />}
      <p className={classes.caption} data-over-image={Boolean(image) || undefined}>
        {brand?.login_text || t("welcome")}
      </p>
    </aside>
  );
}

/** The frame of sign-in and its neighbours, in the company's brand. */
export function AccessLayout({ title, text, children }: AccessLayoutProps) {
  const brand = boot.company?.brand;
  const name = brand?.name || boot.company?.name || "Voki";
  useDocumentTitle(`${title} · ${name}`);
  return (
    <div className={classes.page}>
      <div className={classes.side}>
        <header className={classes.header}>
          <BrandMark name={name} logoUrl={brand?.logo_url} />
          <LanguageMenu />
        </header>
        <main className={classes.main}>
          <Stack gap="lg" className={classes.form}>
            <div>
              <Title order={1} className={classes.title}>
                {title}
              </Title>
              {text && (
                <Text c="dimmed" mt={8}>
                  {text}
                </Text>
              )}
            </div>
            {children}
          </Stack>
        </main>
        <footer>
          <PoweredBy />
        </footer>
      </div>
      <Welcome />
    </div>
  );
}
