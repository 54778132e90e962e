import { Button, Skeleton, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { LinkAccess } from "../../shared/api/types";
import { DateTime, ErrorState } from "../../shared/ui";
import { deviceOf } from "../access/account/device";
import classes from "./links.module.css";

function AccessRow({ access }: { access: LinkAccess }) {
  const { t } = useTranslation("manager");
  const device = deviceOf(access.user_agent);
  return (
    <li>
      <DateTime at={access.at} />
      <Text span c="dimmed" ta="right">
        {device ? `${device.browser}, ${device.system}` : t("links.noBrowser")}
      </Text>
    </li>
  );
}

/** Each opening of the page; scanners and previews that open links for people count too. */
export function Accesses({ linkId }: { linkId: number }) {
  const { t } = useTranslation(["manager", "shared"]);
  const list = useInfiniteQuery({
    queryKey: ["/api/v1/access-links", linkId, "accesses"],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/access-links/{link_id}/accesses", {
          params: { path: { link_id: linkId }, query: { limit: 20, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  });
  if (list.isPending) return <Skeleton h={80} />;
  if (list.isError)
    return <ErrorState title={t("links.failed")} error={list.error} onRetry={() => void list.refetch()} />;
  const accesses = list.data.pages.flatMap((page) => page.items);
  if (accesses.length === 0) return <Text c="dimmed">{t("links.neverOpened")}</Text>;
  return (
    <>
      <ul className={classes.accesses}>
        {accesses.map((access) => (
          <AccessRow key={access.id} access={access} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t("shared:list.more")}
        </Button>
      )}
    </>
  );
}
