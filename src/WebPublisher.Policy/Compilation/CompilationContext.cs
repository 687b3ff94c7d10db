using WebPublisher.Policy.Certificates;
using WebPublisher.Policy.Compilation.Firewall;
using WebPublisher.Policy.Diagnostics;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Ipsec;
using WebPublisher.Policy.Listeners;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Mail.Screening;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Sources;

namespace WebPublisher.Policy.Compilation;

/// <summary>What the compilers of the sections share during one load: where errors go, what is read, and the names declared so far.</summary>
internal sealed class CompilationContext(
    DiagnosticList diagnostics, SourceFiles files, CertificateLoader certificateLoader, TrustedRootStore rootStore, TimeProvider time)
{
    public DiagnosticList Diagnostics { get; } = diagnostics;

    public SourceFiles Files { get; } = files;

    public CertificateLoader CertificateLoader { get; } = certificateLoader;

    public TrustedRootStore RootStore { get; } = rootStore;

    public TimeProvider Time { get; } = time;

    /// <summary>What travels through IPsec, once its section is compiled; null when there is none.</summary>
    public IpsecPolicy? Ipsec { get; set; }

    public WafRuleFileDigests RuleFiles { get; } = new();

    public EndPointClaims EndPoints { get; } = new(diagnostics);

    public NameTable<ServerCertificate> Certificates { get; } = new("certificate", diagnostics);

    public NameTable<TrustedRoots> TrustedRoots { get; } = new("trusted root", diagnostics);

    public NameTable<ListenerPolicy> Listeners { get; } = new("listener", diagnostics);

    public NameTable<DestinationSet> DestinationSets { get; } = new("destination set", diagnostics);

    public NameTable<ClientAddressSet> ClientAddressSets { get; } = new("client address set", diagnostics);

    public NameTable<Schedule> Schedules { get; } = new("schedule", diagnostics);

    public NameTable<FrontEndFarm> FrontEnds { get; } = new("front end", diagnostics);

    public NameTable<ReceiveConnector> ReceiveConnectors { get; } = new("receive connector", diagnostics);

    public NameTable<SendConnector> SendConnectors { get; } = new("send connector", diagnostics);

    public NameTable<ScreenerListener> ScreenerListeners { get; } = new("screener listener", diagnostics);

    /// <summary>Warns of what is declared and never referred to; not of listeners, which need no rule to refuse requests, nor of connectors, which carry mail by domain.</summary>
    public void WarnOfUnused()
    {
        Certificates.WarnOfUnused();
        TrustedRoots.WarnOfUnused();
        DestinationSets.WarnOfUnused();
        ClientAddressSets.WarnOfUnused();
        Schedules.WarnOfUnused();
        FrontEnds.WarnOfUnused();
    }
}
