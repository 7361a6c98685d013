import { queryOptions } from "@tanstack/react-query";
import { api, body, ifMatch, type Schemas } from "../../api/client";
import { meeting } from "./queries";

export type Sheet = Schemas["InvitationSheet"];
export type Invited = Schemas["InvitedOrganisation"];
export type Guest = Schemas["InvitedGuest"];
export type Participant = Schemas["ParticipantRead"];
export type Presence = NonNullable<Invited["presence"]>;
export type GuestEntry = Schemas["GuestEntry"];

export const MODES = ["in_room", "remote"] as const;
export type Mode = (typeof MODES)[number];

/** Everybody who is invited, and who came. Below the meeting's own key: what changes the one, changes the other. */
export const sheet = (network: string, id: string, live = false) =>
  queryOptions({
    queryKey: [...meeting(network, id).queryKey, "invitations"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/meetings/{meeting_id}/invitations", {
          params: { path: { network, meeting_id: id } },
        }),
      ),
    refetchInterval: live ? 10_000 : false,
  });

const at = (network: string, meeting_id: string) => ({ network, meeting_id });

export const answerFor = (network: string, id: string, of: Invited, said: Schemas["InvitationAnswer"]) =>
  body(
    api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/invitations/{organisation_id}", {
      params: {
        path: { ...at(network, id), organisation_id: of.organisation_id },
        header: { "If-Match": ifMatch(of.version) },
      },
      body: said,
    }),
  );

export const answerForGuest = (network: string, id: string, of: Guest, said: Schemas["GuestAnswer"]) =>
  body(
    api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/guests/{guest_id}/answer", {
      params: { path: { ...at(network, id), guest_id: of.id }, header: { "If-Match": ifMatch(of.version) } },
      body: said,
    }),
  );

export const remind = (network: string, id: string, version: number) =>
  body(
    api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/remind", {
      params: { path: at(network, id), header: { "If-Match": ifMatch(version) } },
    }),
  );

export const inviteGuest = (network: string, id: string, guest: Schemas["GuestCreate"]) =>
  body(
    api.POST("/api/v1/networks/{network}/meetings/{meeting_id}/guests", {
      params: { path: at(network, id) },
      body: guest,
    }),
  );

export const changeGuest = (network: string, id: string, of: Guest, changes: Schemas["GuestUpdate"]) =>
  body(
    api.PATCH("/api/v1/networks/{network}/meetings/{meeting_id}/guests/{guest_id}", {
      params: { path: { ...at(network, id), guest_id: of.id }, header: { "If-Match": ifMatch(of.version) } },
      body: changes,
    }),
  );

export const withdrawGuest = (network: string, id: string, of: Guest) =>
  api.DELETE("/api/v1/networks/{network}/meetings/{meeting_id}/guests/{guest_id}", {
    params: { path: { ...at(network, id), guest_id: of.id }, header: { "If-Match": ifMatch(of.version) } },
  });

export const recordOne = (network: string, id: string, of: Invited, presence: Presence, people: Participant[]) =>
  body(
    api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/attendance/{organisation_id}", {
      params: {
        path: { ...at(network, id), organisation_id: of.organisation_id },
        header: { "If-Match": ifMatch(of.version) },
      },
      body: { presence, people: presence === "absent" ? [] : people },
    }),
  );

/** The whole list of guests who came, under the meeting's version. */
export const recordGuests = (network: string, id: string, version: number, guests: GuestEntry[]) =>
  body(
    api.PUT("/api/v1/networks/{network}/meetings/{meeting_id}/attendance", {
      params: { path: at(network, id), header: { "If-Match": ifMatch(version) } },
      body: { entries: [], guests },
    }),
  );

export const sheetPaper = (network: string, id: string, language: string) =>
  `/api/v1/networks/${network}/meetings/${id}/attendance-sheet.pdf?language=${language}`;
