using WebPublisher.SmtpSideBySide;

return await Comparison.RunAsync(Settings.Parse(args));
