import { boot } from "../../shared/boot";

const staff = boot.host_kind === "platform";

/* Staff sign in on the platform's host, everyone else on their company's. */
export const SIGN_IN_PATH = staff ? "/superadmin/sign-in" : "/sign-in";
export const HOME_PATH = staff ? "/superadmin" : "/";
