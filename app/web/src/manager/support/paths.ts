/** Where a member of staff is once the access has ended. */
export const OVER_PATH = "/support/over";
