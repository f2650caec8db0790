Console.Error.WriteLine("tcpprobe: nothing to probe with yet");
return 64;
