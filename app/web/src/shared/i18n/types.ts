import type access from "./en/access.json";
import type announcements from "./en/announcements.json";
import type audit from "./en/audit.json";
import type billing from "./en/billing.json";
import type call from "./en/call.json";
import type client from "./en/client.json";
import type companies from "./en/companies.json";
import type domains from "./en/domains.json";
import type guests from "./en/guests.json";
import type health from "./en/health.json";
import type manager from "./en/manager.json";
import type quality from "./en/quality.json";
import type recording from "./en/recording.json";
import type setup from "./en/setup.json";
import type shared from "./en/shared.json";
import type signup from "./en/signup.json";
import type staff from "./en/staff.json";
import type superadmin from "./en/superadmin.json";
import type supervision from "./en/supervision.json";
import type support from "./en/support.json";
import type workstation from "./en/workstation.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "shared";
    resources: {
      shared: typeof shared;
      access: typeof access;
      audit: typeof audit;
      staff: typeof staff;
      support: typeof support;
      call: typeof call;
      manager: typeof manager;
      announcements: typeof announcements;
      billing: typeof billing;
      domains: typeof domains;
      recording: typeof recording;
      workstation: typeof workstation;
      client: typeof client;
      guests: typeof guests;
      health: typeof health;
      quality: typeof quality;
      signup: typeof signup;
      setup: typeof setup;
      superadmin: typeof superadmin;
      companies: typeof companies;
      supervision: typeof supervision;
    };
  }
}
