import { useEffect, useState } from "react";

const PHONE = "(max-width: 760px)";

/** Whether this is a narrow screen: another order and another drawing, not only another style. */
export function usePhone(): boolean {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const media = matchMedia(PHONE);
    const look = () => setPhone(media.matches);
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, []);
  return phone;
}
