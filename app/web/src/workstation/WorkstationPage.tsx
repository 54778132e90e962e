export default function WorkstationPage() {
  return null;
}
