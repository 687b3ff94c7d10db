using WebPublisher.Policy.Ipsec;

namespace WebPublisher.Ipsec;

/// <summary>What strongSwan's daemon has to be told before it starts.</summary>
internal static class StrongSwanText
{
    // The mark keeps the daemon's own packets, IKE and ESP in UDP, out of the route that leads everything else into its device.
    private const string Userspace = """
        # Rendered by webpublisher; changes are lost.
        charon {
          plugins {
            kernel-libipsec {
              load = 10
              allow_peer_ts = yes
            }
            kernel-netlink {
              fwmark = !0x42
            }
            socket-default {
              fwmark = 0x42
            }
          }
        }

        """;

    private const string Kernel = """
        # Rendered by webpublisher; changes are lost.
        charon {
          plugins {
            kernel-libipsec {
              load = no
            }
          }
        }

        """;

    /// <summary>The file's content.</summary>
    public static string Of(IpsecProcessing processing) => processing == IpsecProcessing.Kernel ? Kernel : Userspace;
}
