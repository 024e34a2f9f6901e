// Standings
