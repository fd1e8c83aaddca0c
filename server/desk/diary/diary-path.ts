/** Where an area's diary is. */
export const diaryPath = (area: string): string => `/desk/areas/${area}/diary`;
