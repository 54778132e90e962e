import { Anchor } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api, unwrap } from "../../shared/api/client";
import type { Department } from "../../shared/api/types";
import { useCan } from "../../shared/session";
import { ErrorState, FormPage } from "../../shared/ui";
import { PageSkeleton } from "../../shared/ui/PageSkeleton";
import { AttendantsSection } from "./AttendantsSection";
import { BasicSection } from "./BasicSection";
import { DepartmentEnd } from "./DepartmentEnd";
import { HolidaysSection } from "./HolidaysSection";
import { HoursSection } from "./HoursSection";
import { QueueSection } from "./QueueSection";
import { RecordingSection } from "./RecordingSection";
import { useDepartmentForm } from "./useDepartmentForm";

function BackLink() {
  const { t } = useTranslation("manager");
  return (
    <Anchor
      component={Link}
      to="/departments"
      size="sm"
      mb={4}
      style={{ display: "inline-flex", alignItems: "center", gap: 4 }}
    >
      <IconArrowLeft size={16} aria-hidden />
      {t("pages.departments")}
    </Anchor>
  );
}

function Editor({ department }: { department: Department }) {
  const { t } = useTranslation("manager");
  const { form, submit } = useDepartmentForm(department);
  const mayEdit = useCan()("departments.edit");
  const about = !department.active
    ? t("departments.isInactive")
    : mayEdit
      ? undefined
      : t("departments.lookOnly");
  return (
    <FormPage
      title={department.name}
      description={about}
      lead={<BackLink />}
      dirty={form.isDirty()}
      busy={submit.busy}
      errorCount={Object.keys(form.errors).length}
      error={submit.error}
      readOnly={!mayEdit}
      onSubmit={form.onSubmit((values) => void submit.run(values))}
      onDiscard={form.reset}
    >
      <BasicSection form={form} />
      <QueueSection form={form} />
      <HoursSection form={form} />
      <HolidaysSection form={form} />
      <RecordingSection form={form} />
      <AttendantsSection form={form} />
      {mayEdit && <DepartmentEnd department={department} />}
    </FormPage>
  );
}

/** One department with everything that steers its queue. */
export default function DepartmentPage() {
  const { t } = useTranslation("manager");
  const { departmentId } = useParams({ strict: false }) as { departmentId: string };
  const id = Number(departmentId);
  const query = useQuery({
    queryKey: ["/api/v1/departments", id],
    queryFn: () =>
      unwrap(api.GET("/api/v1/departments/{department_id}", { params: { path: { department_id: id } } })),
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError)
    return (
      <ErrorState title={t("departments.failed")} error={query.error} onRetry={() => void query.refetch()} />
    );
  return <Editor key={id} department={query.data} />;
}
