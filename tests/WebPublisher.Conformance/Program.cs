using System.CommandLine;
using WebPublisher.Conformance.Smtp;

var root = new RootCommand("Runs files of conformance cases against the built product.")
{
    new SmtpCommand(),
};
return await root.Parse(args.Length > 0 ? args : ["--help"]).InvokeAsync();
