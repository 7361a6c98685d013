import { Link, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { Languages } from "../../app/Languages";
import { links } from "../../app/links";
import { toggleTheme, useNet } from "../../app/Shell";
import { LANGUAGES, type LocalisedText, say, useLanguage, useStrings, written } from "../../i18n";
import { common } from "../../i18n/common";
import { Icon } from "../../ui/Icon";
import { strings } from "./public.strings";
import { feed } from "./publicQueries";
import "./statements.css";

interface FrameProps {
  title: string;
  /** Where the title is not in the language of the page. */
  lang?: string;
  /** What a search engine and a messenger may show of it. */
  description?: string;
  network?: LocalisedText;
  trail?: ReactNode;
  chip?: ReactNode;
  acts?: ReactNode;
  children: ReactNode;
}

/** The frame of the pages that everybody reads: no navigation, no sign-in, nothing that waits for either. */
export function PublicFrame({ title, lang, description, network, trail, chip, acts, children }: FrameProps) {
  const c = useStrings(common);
  const t = useStrings(strings);
  const net = useNet();
  const spoken = useLanguage();
  const name = network ? written(network, spoken).text : c("network");
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? state.location.pathname });
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <div className="public">
      {description && <meta name="description" content={description} />}
      <link rel="canonical" href={location.origin + path} />
      <link
        rel="alternate"
        type="application/atom+xml"
        title={`${t("title")} (Atom)`}
        href={feed(net, "atom", spoken)}
      />
      <link rel="alternate" type="application/rss+xml" title={`${t("title")} (RSS)`} href={feed(net, "rss", spoken)} />
      <a className="skip" href="#content">
        {c("skip")}
      </a>
      <header className="public-top">
        <Link to={links.public(net)} className="brand">
          <img src="/mark.svg" alt="" />
          <strong>{name}</strong>
        </Link>
        <span className="grow" />
        <Languages />
        <button type="button" className="btn icon" onClick={toggleTheme} aria-label={c("theme")}>
          <Icon name="theme" size={18} />
        </button>
        <a className="btn" href={`${links.signIn()}?next=${encodeURIComponent(links.home(net))}`}>
          {c("signIn")}
        </a>
      </header>
      <main id="content" className="sheet" tabIndex={-1}>
        <div className="band">
          <span className="row">{t("public")}</span>
        </div>
        <div className="head">
          <div>
            {trail && <div className="trail">{trail}</div>}
            <h1 tabIndex={-1}>
              <span lang={lang === spoken ? undefined : lang}>{title}</span> {chip}
            </h1>
          </div>
          {acts}
        </div>
        {children}
      </main>
    </div>
  );
}

/** What is not public is not here, said in all three languages: nobody knows yet which one the reader speaks. */
export function NotPublic() {
  const spoken = useLanguage();
  const net = useNet();
  const others = LANGUAGES.filter((each) => each !== spoken);
  const t = useStrings(strings);
  return (
    <PublicFrame title={t("missing")}>
      <div className="body" data-testid="not-public">
        <p>{t("missingSays")}</p>
        {others.map((each) => (
          <section key={each} lang={each} className="stack">
            <h2>{say(strings.missing[each], each)}</h2>
            <p>{say(strings.missingSays[each], each)}</p>
          </section>
        ))}
        <p>
          <Link className="btn main" to={links.public(net)}>
            {t("all")}
          </Link>
        </p>
      </div>
    </PublicFrame>
  );
}
