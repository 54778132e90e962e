import type { components } from "./schema.gen";

type Schemas = components["schemas"];

/* Screens name these, not the generated schemas, so that a renamed schema is one line here. */
export type Brand = Schemas["Brand"];
export type Session = Schemas["Session"];
export type SessionPerson = Schemas["SessionPerson"];
export type SessionCompany = Schemas["SessionCompany"];
export type Role = Attendant["role"];
export type OwnSession = Schemas["OwnSession"];
export type Department = Schemas["Department"];
export type DepartmentWrite = Schemas["DepartmentPatch"];
export type Attendant = Schemas["Attendant"];
export type PresenceState = Attendant["presence"];
export type AccessLink = Schemas["AccessLink"];
export type LinkType = AccessLink["type"];
export type LinkStatus = AccessLink["status"];
export type LinkAccess = Schemas["LinkAccess"];
export type CallRow = Schemas["CallRow"];
export type CallDetail = Schemas["Call"];
export type CallStatus = CallDetail["status"];
export type Company = Schemas["Company"];
export type Branding = Schemas["Branding"];
export type BrandingWrite = Schemas["BrandingWrite"];
export type BrandFile = Schemas["BrandFile"];
export type Background = Schemas["Background"];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
