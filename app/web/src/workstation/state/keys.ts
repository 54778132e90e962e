export const TODAY_KEY = ["/api/v1/workstation/today"];
export const CALLBACKS_KEY = ["/api/v1/schedules", "open"];
export const TARGETS_KEY = ["/api/v1/workstation/transfer-targets"];
export const historyKey = (clientId: number) => ["/api/v1/calls", "of-client", clientId];
