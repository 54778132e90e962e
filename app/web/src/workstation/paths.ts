export const WORKSTATION_PATH = "/workstation";
