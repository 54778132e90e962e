import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { NewAttendantDialog } from "../attendants/NewAttendantDialog";
import { NewLinkDialog } from "../links/NewLinkDialog";
import { FirstDepartmentDialog } from "./FirstDepartmentDialog";
import { lookAgain, type StepName } from "./setup";

const DIALOGS = { department: FirstDepartmentDialog, team: NewAttendantDialog, link: NewLinkDialog };
const PAGES = { brand: "/branding", call: "/workstation" };

/** What one presses to do the step: a dialog here, or the page on which it is done. */
export function StepAction({ name, primary }: { name: StepName; primary: boolean }) {
  const { t } = useTranslation("setup");
  const [opened, { open, close }] = useDisclosure(false);
  const variant = primary ? "filled" : "default";
  const label = t(`steps.${name}.action`);
  if (name === "brand" || name === "call") {
    return (
      <Button component={Link} to={PAGES[name]} variant={variant}>
        {label}
      </Button>
    );
  }
  const Dialog = DIALOGS[name];
  const leave = () => {
    close();
    void lookAgain();
  };
  return (
    <>
      <Button variant={variant} onClick={open}>
        {label}
      </Button>
      {opened && <Dialog onClose={leave} />}
    </>
  );
}
