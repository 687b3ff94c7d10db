namespace WebPublisher.EndToEnd.Tests.Machine;

/// <summary>Software beyond the .NET SDK that a test drives. <c>./test</c> installs all of it.</summary>
public enum Need
{
    /// <summary>Dovecot, Postfix, Roundcube, php-fpm and nginx, the Core Rule Set, and root to start them.</summary>
    Webmail,

    /// <summary>Dovecot, Postfix, SOGo, PostgreSQL, memcached and nginx, the Core Rule Set, and root to start them.</summary>
    Groupware,

    /// <summary>Dovecot, Postfix and openssl, and root to start them.</summary>
    Mail,

    /// <summary>Knot, a name server.</summary>
    Names,

    /// <summary>clamd, a virus scanner.</summary>
    Scanner,

    /// <summary>MIT Kerberos: KDC, kadmin and kinit; Apache with mod_auth_gssapi; a curl that speaks Negotiate.</summary>
    Kerberos,

    /// <summary>The Core Rule Set, as Debian packages it.</summary>
    CoreRuleSet,

    /// <summary>Apache with mod_security2.</summary>
    ModSecurity,

    /// <summary>strongSwan with its userspace ESP, nftables and tcpdump, and root with network namespaces and <c>/dev/net/tun</c>.</summary>
    Ipsec,

    /// <summary>Prometheus and promtool.</summary>
    Prometheus,

    /// <summary>swaks, and the Perl module by which it speaks TLS.</summary>
    Swaks,

    /// <summary>A browser of the Chromium family, and certutil, by which it learns to trust a CA.</summary>
    Browser,

    /// <summary>debootstrap and dpkg-deb, and root to make a clean Debian and run things in it.</summary>
    CleanDebian,

    /// <summary>PostgreSQL.</summary>
    Database,

    /// <summary>HAProxy.</summary>
    Haproxy,

    /// <summary>curl.</summary>
    Curl,

    /// <summary>sslscan.</summary>
    SslScan,

    /// <summary>testssl.sh, which Debian installs as <c>testssl</c>.</summary>
    TestSsl,
}
