declare module 'docker-names' {
  const dockerNames: { getRandomName(appendNumber?: boolean | number): string };
  export = dockerNames;
}
