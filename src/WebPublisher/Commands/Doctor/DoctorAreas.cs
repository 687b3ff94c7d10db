using System.Collections.Immutable;
using WebPublisher.Commands.Doctor.Areas;

namespace WebPublisher.Commands.Doctor;

/// <summary>Everything the doctor looks into beside front ends: a new area is one class and one line here.</summary>
internal static class DoctorAreas
{
    /// <summary>What the examination of front ends is called.</summary>
    public const string FrontEnds = "frontEnds";

    /// <summary>All, in the order in which they are told.</summary>
    public static ImmutableArray<DoctorArea> All { get; } =
    [
        new NamesArea(), new CertificatesArea(), new ClockArea(), new MailExchangeArea(), new SenderPolicyArea(), new DmarcArea(), new ReverseNameArea(), new InnerServersArea(), new FiltersArea(),
        new PortsArea(), new FilesArea(),
    ];

    /// <summary>What may be asked for.</summary>
    public static string[] Names { get; } = [FrontEnds, .. All.Select(area => area.Name)];
}
