# bin/setenv.sh: Tomcat may call OpenSSL, which it finds as the system's libssl.
CATALINA_OPTS="$CATALINA_OPTS --enable-native-access=ALL-UNNAMED"
