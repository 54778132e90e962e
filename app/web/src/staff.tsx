import { startI18n } from "./shared/i18n";

void startI18n("superadmin");
