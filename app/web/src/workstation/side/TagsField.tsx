import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { recentTags } from "./recentTags";

const MOST_TAGS = 20;
const LONGEST = 60;

interface TagsFieldProps {
  tags: string[];
  /** Offered before those that this person used lately. */
  suggestions: readonly string[];
  onChange: (tags: string[]) => void;
}

export function TagsField({ tags, suggestions, onChange }: TagsFieldProps) {
  const { t } = useTranslation("workstation");
  const offered = [...new Set([...suggestions, ...recentTags()])].filter((tag) => !tags.includes(tag));
  const change = (next: string[]) =>
    onChange(next.map((tag) => tag.trim().slice(0, LONGEST)).filter(Boolean));
  return (
    <TagsInput
      size="sm"
      label={t("tags.label")}
      placeholder={tags.length === 0 ? t("tags.hint") : undefined}
      data={offered}
      value={tags}
      onChange={change}
      maxTags={MOST_TAGS}
      splitChars={[",", ";"]}
      comboboxProps={{ zIndex: 500 }}
    />
  );
}
