import { describe, expect, it } from "vitest";
import { read } from "./quick";

const TODAY = "2026-11-25";

describe("one line of an action point", () => {
  it.each([
    ["Send the list of centres @UNDP 15 Jan", "Send the list of centres", "UNDP", "2027-01-15"],
    ["@UNDP Send the list 15 December", "Send the list", "UNDP", "2026-12-15"],
    ["Направить список @МОМ 15 января", "Направить список", "МОМ", "2027-01-15"],
    ["Sanawy ibermek @UNICEF 3 maý 2027", "Sanawy ibermek", "UNICEF", "2027-05-03"],
    ["Sanawy ibermek @UNICEF 3 iýul", "Sanawy ibermek", "UNICEF", "2027-07-03"],
    ["Send it @IOM 28.11", "Send it", "IOM", "2026-11-28"],
    ["Send it @IOM 28.11.2027", "Send it", "IOM", "2027-11-28"],
    ["Send it @IOM 2027-02-01", "Send it", "IOM", "2027-02-01"],
  ])("%s", (line, title, owner, due) => {
    expect(read(line, TODAY)).toEqual({ title, owner, due });
  });

  it("leaves what is no day where it stands", () => {
    expect(read("Print 31 Feb", TODAY)).toEqual({ title: "Print 31 Feb", owner: null, due: null });
    expect(read("Invite 12 experts", TODAY)).toEqual({ title: "Invite 12 experts", owner: null, due: null });
  });

  it("today is still to come", () => {
    expect(read("Call the Service @IOM 25 Nov", TODAY).due).toBe("2026-11-25");
    expect(read("Call the Service @IOM 24 Nov", TODAY).due).toBe("2027-11-24");
  });
});
