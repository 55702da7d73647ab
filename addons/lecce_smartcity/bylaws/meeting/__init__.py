"""What makes a sitting valid and a resolution adopted: notice, attendance, proxies, quorum, votes, majorities."""
