using System.Net;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Tests;

namespace WebPublisher.State.Tests.Testing;

/// <summary>State in a directory of a test, by the test's clock.</summary>
internal static class TestState
{
    public static StateStore Open(TemporaryDirectory directory, TimeProvider? time = null) =>
        StateStore.Open(new StateOptions { Directory = directory.Path, Time = time ?? new ManualTimeProvider() });

    public static AddressRange Range(string first, string? last = null) => new(IPAddress.Parse(first), IPAddress.Parse(last ?? first));
}
