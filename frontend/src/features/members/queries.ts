import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "../../api/client";

export type MemberItem = Schemas["MemberItem"];
export type MemberRead = Schemas["MemberRead"];
export type MemberList = Schemas["MemberList"];
export type AppointmentRead = Schemas["AppointmentRead"];
export type AppointmentDetail = Schemas["AppointmentDetail"];

/** Who is in the network on a day; today if none is given. */
export const composition = (network: string, on?: string) =>
  queryOptions({
    queryKey: [network, "members", on ?? "today"],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/members", {
          params: { path: { network }, query: on ? { on } : {} },
        }),
      ),
  });

export const member = (network: string, membership_id: string) =>
  queryOptions({
    queryKey: [network, "members", "one", membership_id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/members/{membership_id}", { params: { path: { network, membership_id } } }),
      ),
  });

export const appointments = (network: string, cursor?: string) =>
  body(
    api.GET("/api/v1/networks/{network}/appointments", {
      params: { path: { network }, query: { sort: "-from_on", limit: 50, ...(cursor ? { cursor } : {}) } },
    }),
  );

export const appointment = (network: string, appointment_id: string) =>
  queryOptions({
    queryKey: [network, "appointments", appointment_id],
    queryFn: () =>
      body(
        api.GET("/api/v1/networks/{network}/appointments/{appointment_id}", {
          params: { path: { network, appointment_id } },
        }),
      ),
  });

export const organisations = queryOptions({
  queryKey: ["organisations"],
  queryFn: async () => {
    const items: Schemas["OrganisationRead"][] = [];
    let cursor: string | undefined;
    do {
      const page = await body(
        api.GET("/api/v1/organisations", { params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } } }),
      );
      items.push(...page.items);
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return items;
  },
});

/** Decisions on membership that were adopted: one of them admits whoever applied. */
export const admissions = (network: string) =>
  queryOptions({
    queryKey: [network, "decisions", "membership"],
    queryFn: async () => {
      const list = await body(
        api.GET("/api/v1/networks/{network}/decisions", {
          params: { path: { network }, query: { kind: "membership", limit: 200 } },
        }),
      );
      return list.items.filter((item) => item.state === "adopted" || item.state === "adopted_with_reservations");
    },
  });
