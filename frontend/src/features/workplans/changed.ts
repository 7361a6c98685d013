interface Stood {
  title: object;
  description: object | null;
  contributors: { organisation_id: string }[];
  government_counterpart: { organisation_id: string | null; name: string } | null;
  implementing_partners: { organisation_id: string | null; name: string }[];
}

const LANGUAGES = { en: null, ru: null, tk: null };

/** A partner keeps what it is known as, as long as its name stays. */
const known = (wanted: { name: string }, stood: { organisation_id: string | null; name: string }[]) =>
  stood.find((each) => each.name === wanted.name) ?? wanted;

/** Only what the writer changed: what somebody else saved meanwhile in another field stays. */
export function changed(opened: Stood, wanted: Record<string, unknown>): Record<string, unknown> {
  const stood: Record<string, unknown> = {
    ...opened,
    title: { ...LANGUAGES, ...opened.title },
    description: opened.description && { ...LANGUAGES, ...opened.description },
    contributor_ids: opened.contributors.map((each) => each.organisation_id),
  };
  const counterpart = wanted.government_counterpart as { name: string } | null | undefined;
  const partners = wanted.implementing_partners as { name: string }[] | undefined;
  const now = {
    ...wanted,
    ...(partners ? { implementing_partners: partners.map((each) => known(each, opened.implementing_partners)) } : {}),
    ...(counterpart
      ? {
          government_counterpart: known(
            counterpart,
            opened.government_counterpart ? [opened.government_counterpart] : [],
          ),
        }
      : {}),
  };
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(stood[name] ?? null)),
  );
}
