import type { Component } from 'svelte';
import type { SvelteHTMLElements } from 'svelte/elements';
import Box from '~icons/lucide/box';
import Building from '~icons/lucide/building-2';
import Calendar from '~icons/lucide/calendar';
import ChartLine from '~icons/lucide/chart-line';
import CheckSquare from '~icons/lucide/square-check';
import Cloud from '~icons/lucide/cloud';
import Contact from '~icons/lucide/contact';
import Database from '~icons/lucide/database';
import FileText from '~icons/lucide/file-text';
import Files from '~icons/lucide/files';
import Folder from '~icons/lucide/folder';
import FolderGit from '~icons/lucide/folder-git-2';
import Hash from '~icons/lucide/hash';
import IdCard from '~icons/lucide/id-card';
import Image from '~icons/lucide/image';
import Key from '~icons/lucide/key-round';
import Mail from '~icons/lucide/mail';
import Megaphone from '~icons/lucide/megaphone';
import Message from '~icons/lucide/message-square';
import Shapes from '~icons/lucide/shapes';
import Share from '~icons/lucide/share-2';
import Shield from '~icons/lucide/shield';
import StickyNote from '~icons/lucide/sticky-note';
import Table from '~icons/lucide/table-2';
import User from '~icons/lucide/user-round';
import Users from '~icons/lucide/users-round';
import Video from '~icons/lucide/video';

type Icon = Component<SvelteHTMLElements['svg']>;

const icons: Record<string, Icon> = {
  access: Key,
  account: User,
  administration: Shield,
  ads: Megaphone,
  analytics: ChartLine,
  bigquery: Database,
  calendar: Calendar,
  channels: Hash,
  chat: Message,
  chatter: Message,
  cloud: Cloud,
  comments: Message,
  contacts: Contact,
  content: FileText,
  'data-cloud': Database,
  'direct-messages': Message,
  directory: Building,
  docs: FileText,
  drive: Folder,
  enterprise: Building,
  files: Folder,
  gists: Files,
  gmail: Mail,
  identity: IdCard,
  keep: StickyNote,
  keys: Key,
  mail: Mail,
  marketing: Megaphone,
  meet: Video,
  messages: Message,
  notes: StickyNote,
  organizations: Building,
  packages: Box,
  people: Users,
  photos: Image,
  repositories: FolderGit,
  sharing: Share,
  sheets: Table,
  tasks: CheckSquare,
  team: Users,
  'teams-and-channels': Hash,
  user: User,
  'workspace-admin': Shield,
  youtube: Video,
};

/** The picture of a product; one that stands for anything where there is none of its own. */
export const productIcon = (product: string): Icon => icons[product] ?? Shapes;
